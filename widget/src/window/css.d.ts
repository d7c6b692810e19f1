declare module '*.css?inline' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so the bundler hands over the text of a style sheet.
  export default text;
}
