import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/ui.css';
import { App } from './app.tsx';
import { Defect } from './defect.tsx';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root');

createRoot(root).render(
  <StrictMode>
    <Defect>
      <App />
    </Defect>
  </StrictMode>,
);
