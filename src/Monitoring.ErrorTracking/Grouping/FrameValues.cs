using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>
/// What of a frame tells it from others: module, or else the name of the file; the function; and the line of code where functions have
/// no names. Line numbers, addresses and the directories of files change from build to build and never count.
/// </summary>
internal static class FrameValues
{
    private const int MaxContextLine = 120;

    private static readonly string[] UrlSchemes = ["http:", "https:", "applewebdata:", "blob:"];

    /// <summary>Adds the values of a frame.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Add(StackFrame frame, string eventPlatform, List<string> values)
    {
        var before = values.Count;
        var platform = frame.Platform ?? eventPlatform;
        var isOfUrl = IsUrl(frame.AbsolutePath) || IsUrl(frame.FileName);
        AddPlace(frame, isOfUrl, values);
        var function = Function(frame, platform);
        if (function is not null)
        {
            values.Add(function);
        }
        else if (HasNamelessFunctions(platform) && ContextLine(frame.ContextLine) is { } line)
        {
            values.Add(line);
        }

        return values.Count > before;
    }

    /// <summary>Whether two frames in a row are the same call again, as in recursion.</summary>
    public static bool IsRecursion(StackFrame frame, StackFrame previous) =>
        frame.Function == previous.Function && frame.Module == previous.Module && frame.FileName == previous.FileName
        && frame.AbsolutePath == previous.AbsolutePath && frame.Package == previous.Package
        && frame.LineNumber == previous.LineNumber && frame.ColumnNumber == previous.ColumnNumber;

    private static void AddPlace(StackFrame frame, bool isOfUrl, List<string> values)
    {
        if (!string.IsNullOrEmpty(frame.Module))
        {
            values.Add(frame.Module);
        }
        else if (!isOfUrl && BaseName(frame.FileName) is { } file)
        {
            values.Add(file);
        }
    }

    private static string? BaseName(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var name = path.AsSpan(path.AsSpan().LastIndexOfAny('/', '\\') + 1);
        return name.IsEmpty || name is "<anonymous>" or "[native code]" ? null : name.ToString().ToLowerInvariant();
    }

    private static string? Function(StackFrame frame, string platform)
    {
        var function = frame.Function ?? frame.RawFunction;
        if (IsJavaScript(platform) && function is not null)
        {
            function = function[(function.LastIndexOf('.') + 1)..];
        }

        return function is null or "" or "?" or "<anonymous>" or "<anonymous function>" or "Anonymous function" or "anonymous" or "<unknown>" or "<redacted>"
            ? null
            : function;
    }

    /// <summary>White space in the line does not matter; long lines are minified code, of which any part may change.</summary>
    private static string? ContextLine(string? line)
    {
        if (line is null or { Length: > MaxContextLine })
        {
            return null;
        }

        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    private static bool IsUrl(string? path)
    {
        foreach (var scheme in UrlSchemes)
        {
            if (path is not null && path.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJavaScript(string platform) => platform is "javascript" or "node";

    private static bool HasNamelessFunctions(string platform) => platform is "javascript" or "node" or "python" or "php" or "ruby";
}
