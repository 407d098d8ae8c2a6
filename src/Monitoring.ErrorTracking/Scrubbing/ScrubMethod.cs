namespace Monitoring.ErrorTracking.Scrubbing;

/// <summary>What a rule does with what it finds.</summary>
public enum ScrubMethod
{
    /// <summary>Takes it out: a part of a text is cut, a whole value becomes null.</summary>
    Remove,

    /// <summary>Puts asterisks in place of its characters. Of a card number the last four digits stay, of addresses the signs between their parts.</summary>
    Mask,

    /// <summary>Puts a keyed hash in its place, such as <c>[hash:0123456789ABCDEF0123]</c>: equal values stay equal within the project.</summary>
    Hash,

    /// <summary>Puts a text in its place: <see cref="ScrubbingRule.Replacement"/>, or one that names the type, such as <c>[email]</c>.</summary>
    Replace,
}
