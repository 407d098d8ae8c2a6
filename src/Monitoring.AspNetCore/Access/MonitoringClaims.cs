namespace Monitoring.AspNetCore.Access;

/// <summary>The claims that the product reads beside those that every identity provider gives.</summary>
public static class MonitoringClaims
{
    /// <summary>
    /// The kind of the actor: <c>token</c> for a program, anything else for a person. An authentication scheme for access tokens
    /// sets it, so that the audit log tells programs from people.
    /// </summary>
    public const string ActorKind = "monitoring:actor-kind";

    /// <summary>The value of <see cref="ActorKind"/> for a program that holds a token.</summary>
    public const string Token = "token";
}
