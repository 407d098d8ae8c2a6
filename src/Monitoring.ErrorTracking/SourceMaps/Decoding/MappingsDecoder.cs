using System.Globalization;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>Decodes <c>mappings</c> of one map or of several sections, one after the other.</summary>
internal sealed class MappingsDecoder
{
    private readonly List<Mapping> _mappings = [];
    private readonly List<int> _lineStarts = [0];

    /// <summary>All mappings, ordered by line and column.</summary>
    public Mapping[] Mappings => [.. _mappings];

    /// <summary>Where the mappings of each line begin.</summary>
    public int[] LineStarts => [.. _lineStarts];

    private int Line => _lineStarts.Count - 1;

    /// <summary>Decodes mappings and adds them.</summary>
    /// <param name="text">The mappings.</param>
    /// <param name="table">The sources and names that they count in.</param>
    /// <param name="startLine">The generated line at which they begin.</param>
    /// <param name="startColumn">The column in that line.</param>
    /// <exception cref="SourceMapFault">They are not as they must be.</exception>
    public void Add(ReadOnlySpan<byte> text, MappingTable table, int startLine, int startColumn)
    {
        if (startLine < Line)
        {
            throw new SourceMapFault("sections: one begins before the one before it has ended.");
        }

        GoTo(startLine);
        var segment = 0;
        int column = startColumn, source = 0, line = 0, sourceColumn = 0, name = 0;
        for (var position = 0; position < text.Length;)
        {
            switch (text[position])
            {
                case (byte)';':
                    GoTo(Line + 1);
                    (column, segment) = (0, 0);
                    position++;
                    continue;
                case (byte)',':
                    position++;
                    continue;
            }

            segment++;
            column = Next(text, ref position, column, segment);
            if (AtEnd(text, position))
            {
                Add(Mapping.FromNowhere(column));
                continue;
            }

            source = Next(text, ref position, source, segment);
            line = Next(text, ref position, line, segment);
            sourceColumn = Next(text, ref position, sourceColumn, segment);
            var hasName = !AtEnd(text, position);
            name = hasName ? Next(text, ref position, name, segment) : name;
            if (!AtEnd(text, position))
            {
                throw Fault(segment, "has more than five numbers");
            }

            Add(table.Resolve(column, source, line, sourceColumn, hasName ? name : -1));
        }
    }

    /// <summary>Closes the last line.</summary>
    public void Finish() => Sort();

    private static bool AtEnd(ReadOnlySpan<byte> text, int position) => position >= text.Length || text[position] is (byte)',' or (byte)';';

    private int Next(ReadOnlySpan<byte> text, ref int position, int before, int segment)
    {
        if (AtEnd(text, position))
        {
            throw Fault(segment, "has two or three numbers, not one, four or five");
        }

        if (VlqReader.Read(text, ref position, out var delta) is { } problem)
        {
            throw Fault(segment, problem);
        }

        var value = (long)before + delta;
        return value is >= 0 and <= int.MaxValue ? (int)value : throw Fault(segment, "counts below zero or too far");
    }

    private void Add(Mapping mapping)
    {
        if (_mappings.Count == SourceMapLimits.Mappings)
        {
            throw new SourceMapFault($"mappings: there are more than {SourceMapLimits.Mappings} entries.");
        }

        _mappings.Add(mapping);
    }

    private void GoTo(int line)
    {
        if (line > SourceMapLimits.GeneratedLines)
        {
            throw new SourceMapFault($"mappings: there are more than {SourceMapLimits.GeneratedLines} lines.");
        }

        while (Line < line)
        {
            Sort();
            _lineStarts.Add(_mappings.Count);
        }
    }

    /// <summary>Columns within a line may come in any order; those that are equal keep theirs.</summary>
    private void Sort()
    {
        var line = CollectionsMarshal.AsSpan(_mappings)[_lineStarts[^1]..];
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i].Column < line[i - 1].Column)
            {
                var sorted = line.ToArray().OrderBy(mapping => mapping.Column).ToArray();
                sorted.CopyTo(line);
                return;
            }
        }
    }

    private SourceMapFault Fault(int segment, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"mappings: entry {segment} of line {Line + 1} {problem}."));
}
