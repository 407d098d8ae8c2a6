using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>What the error store keeps of a project.</summary>
internal sealed record ProjectState
{
    public static ProjectState Empty { get; } = new();

    /// <summary>The number that was given to an issue last.</summary>
    public long LastNumber { get; init; }

    /// <summary>Those that still say something: each has an earlier day than those before it.</summary>
    public ImmutableArray<RetentionMark> Marks { get; init; } = [];

    public ProjectState With(RetentionMark mark) => this with { Marks = [.. Marks.Where(old => old.Before > mark.Before), mark] };

    public bool Covers(long received, long sequence)
    {
        foreach (var mark in Marks)
        {
            if (mark.Covers(received, sequence))
            {
                return true;
            }
        }

        return false;
    }
}
