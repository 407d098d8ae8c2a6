namespace Monitoring.Storage.Documents;

/// <summary>
/// A stored document cannot be read: it is damaged on the disk, or written by a newer version of the code. Reading it again does not help; a backup, the newer version or
/// taking it away does. Lists leave such documents out.
/// </summary>
public sealed class DamagedDocumentException : MonitoringException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What cannot be read and why.</param>
    /// <param name="innerException">The fault behind it.</param>
    public DamagedDocumentException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The partition that the document lies in.</summary>
    public required Partition Partition { get; init; }

    /// <summary>The kind of document.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>Its key.</summary>
    public required string Key { get; init; }
}
