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

    /// <summary>
    /// How near two releases that have an order are to each other: of 2.1.7 the release 2.1.5 is nearer than 2.2.0, since both come from the
    /// branch 2.1. The greater, the nearer; 0 when nothing is known of branches.
    /// </summary>
    int Kinship(string first, string second) => 0;
}
