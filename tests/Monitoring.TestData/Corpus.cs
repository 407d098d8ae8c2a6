using Xunit;

namespace Monitoring.TestData;

/// <summary>Recorded data of real SDKs and tools. It has its own licences and therefore lies beside the checkout, in <c>../shared/corpus</c>.</summary>
public static class Corpus
{
    private const string Install = "put the directory 'shared' with the corpus beside the checkout";

    /// <summary>Full path of the corpus, whether it is there or not.</summary>
    public static string Root { get; } = Path.GetFullPath(Repository.File("..", "shared", "corpus"));

    /// <summary>Full path of a file or directory of the corpus; skips or fails the running test when it is absent.</summary>
    public static string File(params string[] path)
    {
        var full = Path.Combine([Root, .. path]);
        if (!Path.Exists(full))
        {
            Requires.Absent(Reason(full), Install);
        }

        return full;
    }

    /// <summary>
    /// Theory rows, one per file below a directory, relative to <see cref="Root"/> with forward slashes, in ordinal order. Without the corpus it is
    /// one row that is skipped with the reason.
    /// </summary>
    public static IReadOnlyCollection<TheoryDataRow<string>> Files(string directory, string pattern = "*") =>
        Rows(directory, full => Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal));

    /// <summary>Theory rows read from one file or directory of the corpus. Without the corpus it is one row that is skipped with the reason.</summary>
    public static IReadOnlyCollection<TheoryDataRow<string>> Rows(string path, Func<string, IEnumerable<string>> read)
    {
        var full = Path.Combine(Root, path);
        if (Path.Exists(full))
        {
            return [.. read(full).Select(row => new TheoryDataRow<string>(row))];
        }

        if (Requires.All)
        {
            throw new InvalidOperationException(Requires.Message(Reason(full), Install));
        }

        return [new TheoryDataRow<string>(string.Empty) { Skip = Requires.Message(Reason(full), Install) }];
    }

    private static string Reason(string full) => $"'{full}' is not there";
}
