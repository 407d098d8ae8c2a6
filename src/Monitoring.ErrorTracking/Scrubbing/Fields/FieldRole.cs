namespace Monitoring.ErrorTracking.Scrubbing.Fields;

/// <summary>What is special about a field.</summary>
internal enum FieldRole
{
    None,

    /// <summary>A list that is written as an array, as an object with <c>values</c>, or as one element.</summary>
    List,

    /// <summary>Pairs of name and value, as an object or as lists of two.</summary>
    Pairs,

    /// <summary>A query: names and values with <c>=</c> and <c>&amp;</c>, or pairs.</summary>
    Query,

    /// <summary>Cookies: pairs, or names and values with <c>=</c> and <c>;</c>. All values are secret.</summary>
    Cookies,

    /// <summary>A message, which may be a bare text.</summary>
    Message,

    /// <summary>Notes on fields that were changed.</summary>
    Meta,

    UserId,
    UserName,
    UserEmail,
    UserAddress,

    /// <summary>The address of the peer as the application saw it.</summary>
    PeerAddress,
}
