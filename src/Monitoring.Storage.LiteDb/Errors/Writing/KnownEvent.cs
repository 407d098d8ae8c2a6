namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>An event id that was appended before.</summary>
/// <param name="Owner">The issue that the event belongs to; <see langword="default"/> when the event is gone.</param>
internal readonly record struct KnownEvent(IssueId Owner);
