namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>
/// Something that is kept in memory while it is used, and always while the database does not have its newest state.
/// Only to be touched under the state's lock.
/// </summary>
internal abstract class Cell
{
    /// <summary>The sequence of the last change that is in here; when the journal is replayed, older ones are passed over.</summary>
    public long Sequence { get; set; }

    /// <summary>The sequence of the last change that the database has.</summary>
    public long SavedSequence { get; set; }

    /// <summary>When it was last used, on the cache's own clock.</summary>
    public long UsedAt { get; set; }

    public bool IsDirty => Sequence > SavedSequence;

    public abstract long EstimateBytes();
}
