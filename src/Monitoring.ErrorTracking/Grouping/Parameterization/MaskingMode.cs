namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Which values in a text are masked. What a mode does never changes, because hashes depend on it.</summary>
internal enum MaskingMode
{
    /// <summary>What <c>newstyle:2023-01-11</c> masks: hexadecimal numbers only with <c>0x</c>, and no ids of traces and commits.</summary>
    Newstyle2023,

    /// <summary>What <c>newstyle:2026-01-20</c> masks.</summary>
    Newstyle2026,

    /// <summary>Ids also after <c>_</c>, <c>-</c> and <c>#</c>, and words that only a machine can have made.</summary>
    Extended,
}
