namespace Monitoring.ErrorTracking.Attachments;

/// <summary>An attachment with its bytes. Whoever asked for it disposes it.</summary>
public sealed class AttachmentContent : IAsyncDisposable
{
    internal AttachmentContent(Attachment attachment, Stream stream)
    {
        Attachment = attachment;
        Stream = stream;
    }

    /// <summary>What is known of it.</summary>
    public Attachment Attachment { get; }

    /// <summary>The bytes as they were received. They stay readable when the attachment is deleted meanwhile.</summary>
    public Stream Stream { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
