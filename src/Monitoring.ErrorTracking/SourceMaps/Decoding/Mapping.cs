namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>One entry of a source map: from a column of a generated line on, the code is from here. All numbers count from 0.</summary>
/// <param name="Column">The column in the generated line, in UTF-16 units.</param>
/// <param name="Source">The index of the source, or -1 when the code is from none.</param>
/// <param name="SourceLine">The line in the source.</param>
/// <param name="SourceColumn">The column in that line.</param>
/// <param name="Name">The index of the original name, or -1 for none.</param>
internal readonly record struct Mapping(int Column, int Source, int SourceLine, int SourceColumn, int Name)
{
    /// <summary>How many bytes one takes.</summary>
    public const int Size = 5 * sizeof(int);

    public static Mapping FromNowhere(int column) => new(column, -1, -1, -1, -1);
}
