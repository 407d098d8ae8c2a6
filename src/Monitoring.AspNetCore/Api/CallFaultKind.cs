namespace Monitoring.AspNetCore.Api;

internal enum CallFaultKind
{
    /// <summary>Nobody is signed in.</summary>
    Anonymous,

    /// <summary>The request cannot be read, or is too long.</summary>
    BadRequest,

    /// <summary>The cursor is of another list.</summary>
    Cursor,

    /// <summary>The store cannot answer now.</summary>
    Unavailable,

    /// <summary>A stored record cannot be read.</summary>
    Damaged,

    /// <summary>Anything else, which is a fault of the host.</summary>
    Failed,
}
