namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>Somebody. The host knows people by their ids alone, so these stand for name and mail, too.</summary>
internal sealed record SentryActorDocument
{
    public string Type { get; } = "user";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public static SentryActorDocument Of(string id) => new() { Id = id, Name = id, Email = id };
}
