namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>What of an event a rule looks at.</summary>
internal enum OwnerMatcher
{
    /// <summary>The files of frames of the application.</summary>
    Path,

    /// <summary>The modules of frames of the application.</summary>
    Module,

    /// <summary>The address of the request.</summary>
    Url,

    /// <summary>The value of a tag.</summary>
    Tag,
}
