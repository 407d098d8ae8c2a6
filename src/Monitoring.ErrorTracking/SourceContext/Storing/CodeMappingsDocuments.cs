using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>How the mappings lie in the document store.</summary>
internal static class CodeMappingsDocuments
{
    public static DocumentType<CodeMappingsDocument> Type { get; } = new("code-mappings", CodeMappingsJson.Default.CodeMappingsDocument, _ => CodeMappingsDocument.Key);
}
