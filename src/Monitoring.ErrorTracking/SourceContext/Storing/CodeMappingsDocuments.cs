using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>How the mappings lie in the document store.</summary>
internal static class CodeMappingsDocuments
{
    private const string Name = "code-mappings";
    private const int MaxMappings = 100;

    public static SettingsKind<CodeMappingsDocument> Kind { get; } = new()
    {
        Type = new(Name, CodeMappingsJson.Default.SettingsDocumentCodeMappingsDocument, _ => Name),
        Initial = new(),
        Action = "code-mappings.changed",
        FindFault = FindFault,
    };

    private static string? FindFault(CodeMappingsDocument document)
    {
        var mappings = document.Mappings;
        if (mappings.Length > MaxMappings)
        {
            return $"items: at most {MaxMappings} are taken.";
        }

        for (var i = 0; i < mappings.Length; i++)
        {
            var mapping = mappings[i];
            var isUrl = Uri.TryCreate(mapping.Repository, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && mapping.Repository.Length <= 500;
            if (!isUrl || url!.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            {
                return $"items[{i}].repository: an address with http or https, of at most 500 characters and without a query, is expected.";
            }

            if (mapping.StackRoot.Length > 500 || mapping.SourceRoot.Length > 500)
            {
                return $"items[{i}]: a root has at most 500 characters.";
            }

            if (mapping.Branch.Length is 0 or > 250 || mapping.Branch.Any(char.IsControl))
            {
                return $"items[{i}].branch: 1 to 250 characters are expected.";
            }
        }

        return null;
    }
}
