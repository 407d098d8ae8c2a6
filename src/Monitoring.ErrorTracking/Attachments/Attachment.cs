using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.ErrorTracking.Attachments;

/// <summary>A file that a sender attached to an event or to feedback. Its content is kept as it was received: nothing is taken out of it.</summary>
public sealed record Attachment
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Its id. It follows from the event, the name, the type and the content, so that what is sent again is the same attachment.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The event, or the feedback, that it belongs to.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The last part of the name that the sender gave, scrubbed, without signs that steer; <c>attachment</c> when nothing was left.</summary>
    public required string Name { get; init; }

    /// <summary>The media type as the sender says; <c>application/octet-stream</c> when it says none.</summary>
    public required string ContentType { get; init; }

    /// <summary>What it is for, such as <c>event.attachment</c> or <c>event.minidump</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The SHA-256 of the content, 64 lowercase hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>From when on it is gone, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of a crash dump, what it says of itself; <see langword="null"/> for any other file.</summary>
    public Minidump? Minidump { get; init; }
}
