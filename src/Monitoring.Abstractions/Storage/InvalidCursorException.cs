namespace Monitoring.Storage;

/// <summary>
/// The cursor of a query is none that the store gave for this query: it was made up, cut, or belongs to another one.
/// A cursor mostly comes from outside, so that callers tell this misuse from every other one and answer with it.
/// </summary>
public sealed class InvalidCursorException : ArgumentException
{
    /// <summary>Creates the exception with the usual message, which does not repeat what a stranger may have written.</summary>
    public InvalidCursorException()
        : this("This is no cursor that the store gave for this query.")
    {
    }

    /// <summary>Creates the exception with a message, which must not hold the cursor.</summary>
    public InvalidCursorException(string message)
        : base(message)
    {
    }
}
