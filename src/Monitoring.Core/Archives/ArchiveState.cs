namespace Monitoring.Core.Archives;

/// <summary>How far an archive is.</summary>
public enum ArchiveState
{
    /// <summary>It was asked for, and no host has begun.</summary>
    Waiting,

    /// <summary>A host writes it.</summary>
    Writing,

    /// <summary>It is written, and read back from the disk.</summary>
    Verifying,

    /// <summary>It lies there under its name, and what was read back is what was written.</summary>
    Done,

    /// <summary>It could not be written; nothing of it is kept.</summary>
    Failed,

    /// <summary>It was deleted before it was done; nothing of it is kept.</summary>
    Cancelled,
}
