namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>A source map, ready for look-ups. Immutable, for any number of threads.</summary>
internal sealed class SourceMap(Mapping[] mappings, int[] lineStarts, SourceFile[] sources, string[] names, string? debugId)
{
    /// <summary>The id that the map and its generated file share, lowercase with dashes; <see langword="null"/> when the map has none.</summary>
    public string? DebugId { get; } = debugId;

    public IReadOnlyList<SourceFile> Sources { get; } = sources;

    public IReadOnlyList<string> Names { get; } = names;

    public int Count => mappings.Length;

    /// <summary>About how much memory it takes.</summary>
    public long Bytes { get; } =
        ((long)mappings.Length * Mapping.Size) + ((long)lineStarts.Length * sizeof(int)) + sources.Sum(source => 100L + source.Bytes) + names.Sum(name => 40L + (2 * name.Length));

    /// <summary>Finds the entry that a place of the generated code belongs to: the last one of its line that begins at or before it.</summary>
    /// <param name="line">The line, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <returns><see langword="null"/> when the line has no entry there. Among entries of one column the first is meant.</returns>
    public Mapping? Find(int line, int column)
    {
        if (line < 0 || line >= lineStarts.Length)
        {
            return null;
        }

        var start = lineStarts[line];
        var entries = mappings.AsSpan(start, (line + 1 < lineStarts.Length ? lineStarts[line + 1] : mappings.Length) - start);
        var count = CountUpTo(entries, column);
        return count == 0 ? null : entries[CountUpTo(entries, entries[count - 1].Column - 1)];
    }

    /// <summary>The original name at exactly this place.</summary>
    public string? NameAt(int line, int column) =>
        Find(line, column) is { Name: >= 0 } mapping && mapping.Column == column ? Names[mapping.Name] : null;

    /// <summary>How many entries of a line begin at a column or before it.</summary>
    private static int CountUpTo(ReadOnlySpan<Mapping> entries, int column)
    {
        int low = 0, high = entries.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (entries[middle].Column <= column)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
