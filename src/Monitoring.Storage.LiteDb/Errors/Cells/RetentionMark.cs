namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>A retention of a project: events received before an instant are gone, if they had been appended by then.</summary>
/// <param name="Before">The beginning of a UTC day, in ticks.</param>
/// <param name="Sequence">The sequence of the retention in the journal.</param>
internal readonly record struct RetentionMark(long Before, long Sequence)
{
    public bool Covers(long received, long sequence) => received < Before && sequence <= Sequence;
}
