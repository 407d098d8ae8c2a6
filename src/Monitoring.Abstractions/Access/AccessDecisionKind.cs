namespace Monitoring.Access;

/// <summary>The outcomes of an access check.</summary>
public enum AccessDecisionKind
{
    /// <summary>The actor may.</summary>
    Allowed,

    /// <summary>The project is not there, or the actor is no member and must not learn that it is.</summary>
    NotFound,

    /// <summary>The actor's role in the project is too low.</summary>
    RoleTooLow,

    /// <summary>The project has the feature switched off.</summary>
    FeatureOff,
}
