namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>What can be wrong with an envelope.</summary>
public enum EnvelopeProblemCode
{
    /// <summary>The body is empty.</summary>
    EmptyBody,

    /// <summary>The envelope's header is no JSON object on a line, or a known attribute of it is malformed or given twice.</summary>
    InvalidHeader,

    /// <summary>Something other than a line feed follows a header or a payload, as when <c>length</c> is too small.</summary>
    MissingNewline,

    /// <summary>The body ends too early, as when <c>length</c> is too large.</summary>
    UnexpectedEnd,

    /// <summary>An item's header is no JSON object on a line, has no type, or has a malformed length.</summary>
    InvalidItemHeader,

    /// <summary>An item of a type that only trusted relays may send.</summary>
    InternalItem,

    /// <summary>The envelope, a header or an item is longer than the limits allow.</summary>
    TooLarge,

    /// <summary>There are more items than the limits allow.</summary>
    TooManyItems,
}
