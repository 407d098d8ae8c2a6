namespace Monitoring.Access;

/// <summary>Who asks for something: a person, a token, or the product itself. Every command takes one.</summary>
public sealed record Actor
{
    /// <summary>What kind of actor it is.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>
    /// A stable name of the actor in the host's own directory (a user id, a token's name), at most 255 characters.
    /// It is stored with what the actor does and may identify a person.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The door that the actor came through, such as <c>api</c>, <c>dashboard</c> or <c>host</c>; it stands in the audit log.</summary>
    /// <value>By default <c>host</c>: code of the host itself.</value>
    public string Door { get; init; } = "host";

    /// <summary>Whether the host has made this actor an administrator, who may do everything in every project.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The product acting on its own: timers, retention, migrations. May do everything.</summary>
    public static Actor System { get; } = new() { Kind = ActorKind.System, Id = "system", IsAdministrator = true };

    /// <summary>Nobody known. May do nothing.</summary>
    public static Actor Anonymous { get; } = new() { Kind = ActorKind.Anonymous, Id = "anonymous" };
}
