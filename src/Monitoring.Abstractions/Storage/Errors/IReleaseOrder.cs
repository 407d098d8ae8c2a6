namespace Monitoring.Storage.Errors;

/// <summary>Knows which of two releases of a project came first.</summary>
/// <remarks>Pure: the same answer for the same releases, on any thread; must not block.</remarks>
public interface IReleaseOrder
{
    /// <summary>
    /// Negative when the first release came before the second, positive when after, zero when they are the same, and
    /// <see langword="null"/> when it cannot be told.
    /// </summary>
    int? Compare(string first, string second);
}
