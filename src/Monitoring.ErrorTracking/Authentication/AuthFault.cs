namespace Monitoring.ErrorTracking.Authentication;

/// <summary>Why a sender is not let in.</summary>
internal enum AuthFault
{
    None,

    /// <summary>No key was given anywhere.</summary>
    Missing,

    /// <summary>What was given is no credential.</summary>
    Malformed,

    /// <summary>Different keys were given in several places.</summary>
    Conflicting,

    /// <summary>What was given as a key cannot be one.</summary>
    InvalidKey,

    /// <summary>The sender speaks a version of the protocol from the future, or names one that is no number.</summary>
    UnsupportedVersion,

    /// <summary>The project of the path is no number.</summary>
    InvalidProject,

    /// <summary>Nobody has the key.</summary>
    UnknownKey,

    /// <summary>The key is no longer accepted.</summary>
    RevokedKey,

    /// <summary>The key belongs to another project than the one in the path.</summary>
    ForeignKey,

    /// <summary>The project has error tracking switched off.</summary>
    FeatureOff,

    /// <summary>The DSN in the envelope's header names another project.</summary>
    HeaderProject,

    /// <summary>The DSN in the envelope's header names another key.</summary>
    HeaderKey,

    /// <summary>The origin in the envelope's header is not the request's.</summary>
    HeaderOrigin,
}
