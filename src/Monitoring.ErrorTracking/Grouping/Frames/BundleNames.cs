using System.Buffers;
using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Names that bundlers and minifiers make: files with the hash of their content, and functions of a letter or two.</summary>
internal static class BundleNames
{
    private const int MinHash = 6;
    private const int MaxMinifiedName = 2;
    private const int MaxWrittenLine = 300;
    private const string Auto = "<auto>";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Each segment of a path by itself.</summary>
    public static string CleanPath(string path) =>
        path.Contains('/', StringComparison.Ordinal) ? string.Join('/', path.Split('/').Select(Clean)) : Clean(path);

    /// <summary>The name of a file, with hashes among its parts masked: parts lie between dots, dashes and underscores.</summary>
    public static string Clean(string name)
    {
        StringBuilder? cleaned = null;
        var done = 0;
        for (var start = 0; start < name.Length;)
        {
            var end = start;
            while (end < name.Length && name[end] is not ('.' or '-' or '_'))
            {
                end++;
            }

            if (IsHash(name.AsSpan(start, end - start)))
            {
                cleaned ??= new StringBuilder(name.Length);
                cleaned.Append(name, done, start - done).Append(Auto);
                done = end;
            }

            start = end + 1;
        }

        return cleaned is null ? name : cleaned.Append(name, done, name.Length - done).ToString();
    }

    /// <summary>
    /// Whether a function's name is one of a minifier's: very short, in a file that was not written by hand. In a file that was, a short name is what
    /// somebody called the function.
    /// </summary>
    public static bool IsMinified(string function, TraceFrame frame) =>
        function.Length <= MaxMinifiedName && !frame.HasSourceMap && IsBundle(frame);

    private static bool IsBundle(TraceFrame frame)
    {
        if (frame.Source.ContextLine?.Length > MaxWrittenLine)
        {
            return true;
        }

        if (frame.FileName is not { Length: > 0 } file)
        {
            return false;
        }

        var name = FramePaths.LowerBaseName(file);
        return name.Contains(".min.", StringComparison.Ordinal) || !ReferenceEquals(Clean(name), name);
    }

    /// <summary>Hexadecimal digits of one case with letters and digits among them: no word that somebody wrote.</summary>
    private static bool IsHash(ReadOnlySpan<char> part) =>
        part.Length >= MinHash
        && part.ContainsAnyInRange('0', '9')
        && !part.ContainsAnyExcept(HexDigits)
        && part.ContainsAnyInRange('a', 'f') != part.ContainsAnyInRange('A', 'F');
}
