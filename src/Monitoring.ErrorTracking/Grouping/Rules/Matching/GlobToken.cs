namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>What a part of a pattern stands for.</summary>
internal enum GlobTokenKind
{
    /// <summary>One given character.</summary>
    Character,

    /// <summary>One character of a set, or one outside it.</summary>
    Class,

    /// <summary>One character.</summary>
    Any,

    /// <summary>Any text; in paths within one folder.</summary>
    Star,

    /// <summary>Any text.</summary>
    DoubleStar,

    /// <summary>Any number of folders, or none. The text within them is the <see cref="FolderText"/> that follows.</summary>
    Folders,

    /// <summary>What is left of the folders, up to the last slash.</summary>
    FolderText,
}

/// <summary>A part of a pattern.</summary>
internal readonly record struct GlobToken(GlobTokenKind Kind, char Character = '\0', string? Set = null, bool IsNegated = false)
{
    /// <summary>Whether it stands for texts of any length.</summary>
    public bool IsStar => Kind is GlobTokenKind.Star or GlobTokenKind.DoubleStar or GlobTokenKind.Folders;

    /// <summary>Whether a character belongs to the class: the set holds pairs of first and last characters.</summary>
    public bool Holds(char character)
    {
        for (var i = 0; i + 1 < Set!.Length; i += 2)
        {
            if (character >= Set[i] && character <= Set[i + 1])
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }
}
