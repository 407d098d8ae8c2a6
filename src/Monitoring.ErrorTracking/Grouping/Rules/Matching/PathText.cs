using System.Buffers;

namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>Paths as patterns see them: in lower case, with forward slashes.</summary>
internal static class PathText
{
    private static readonly SearchValues<char> Unchanged = SearchValues.Create("/abcdefghijklmnopqrstuvwxyz0123456789.-_:$@+ ()[]<>~%,;=&?#'");

    public static string Normalize(string path) =>
        !path.AsSpan().ContainsAnyExcept(Unchanged) ? path : string.Create(path.Length, path, static (normal, path) =>
        {
            path.AsSpan().ToLowerInvariant(normal);
            normal.Replace('\\', '/');
        });
}
