namespace Monitoring.Access;

/// <summary>The kinds of <see cref="Actor"/>.</summary>
public enum ActorKind
{
    /// <summary>Nobody known.</summary>
    Anonymous,

    /// <summary>A person who signed in.</summary>
    User,

    /// <summary>A program that holds a token.</summary>
    Token,

    /// <summary>The product itself.</summary>
    System,
}
