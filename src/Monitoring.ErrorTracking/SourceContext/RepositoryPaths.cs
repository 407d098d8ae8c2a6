using System.Collections.Immutable;
using System.Globalization;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.SourceContext;

/// <summary>Finds where a frame lies in its repository.</summary>
internal static class RepositoryPaths
{
    /// <summary>The mapping with the longest root that fits a frame, and the path in the repository; nothing when none fits.</summary>
    public static (CodeMapping Mapping, string Path)? Find(ImmutableArray<CodeMapping> mappings, StackFrame frame)
    {
        (CodeMapping Mapping, string Path)? best = null;
        foreach (var mapping in mappings)
        {
            if (best?.Mapping.StackRoot.Length >= mapping.StackRoot.Length)
            {
                continue;
            }

            var file = Fitting(frame.FileName, mapping) ?? Fitting(frame.AbsolutePath, mapping);
            if (file is not null && Clean(mapping.SourceRoot + file[mapping.StackRoot.Length..]) is { } path)
            {
                best = (mapping, path);
            }
        }

        return best;
    }

    /// <summary>The page of a line in the repository, as the usual hosts of repositories lay them out.</summary>
    public static string Link(CodeMapping mapping, string path, int? line)
    {
        var repository = mapping.Repository.TrimEnd('/');
        var blob = Uri.TryCreate(repository, UriKind.Absolute, out var url) && url.Host.Contains("github", StringComparison.OrdinalIgnoreCase) ? "blob"
            : url?.Host.Contains("bitbucket", StringComparison.OrdinalIgnoreCase) == true ? "src"
            : "-/blob";
        var anchor = line is > 0 ? string.Create(CultureInfo.InvariantCulture, $"#L{line}") : "";
        return $"{repository}/{blob}/{Escape(mapping.Branch)}/{Escape(path)}{anchor}";
    }

    private static string? Fitting(string? file, CodeMapping mapping) =>
        file?.Replace('\\', '/') is { Length: > 0 } path && path.StartsWith(mapping.StackRoot, StringComparison.Ordinal) ? path : null;

    /// <summary>A path that climbs out of the repository is none.</summary>
    private static string? Clean(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return segments.Count == 0 ? null : string.Join('/', segments);
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
