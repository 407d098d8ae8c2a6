namespace Monitoring.ErrorTracking.SourceMaps.Library;

/// <summary>Generated code as text, in which places are counted in UTF-16 units, as engines count them.</summary>
internal sealed class GeneratedText
{
    private readonly int[] _lines;

    public GeneratedText(string text)
    {
        Text = text;
        var lines = new List<int> { 0 };
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            lines.Add(at + 1);
        }

        _lines = [.. lines];
    }

    public string Text { get; }

    public long Bytes => (2L * Text.Length) + (sizeof(int) * _lines.Length);

    /// <summary>Where a place is in the text, or -1 when there is none.</summary>
    public int IndexOf(int line, int column)
    {
        if (line < 0 || line >= _lines.Length || column < 0)
        {
            return -1;
        }

        var end = line + 1 < _lines.Length ? _lines[line + 1] : Text.Length;
        return column <= end - _lines[line] ? _lines[line] + column : -1;
    }

    /// <summary>The line and column of an index.</summary>
    public (int Line, int Column) PlaceOf(int index)
    {
        var found = Array.BinarySearch(_lines, index);
        var line = found >= 0 ? found : ~found - 1;
        return (line, index - _lines[line]);
    }
}
