namespace Monitoring.ErrorTracking.Scrubbing.Fields;

/// <summary>How much the built-in rules look at in a field.</summary>
internal enum FieldMode
{
    /// <summary>What the application put there: names tell of secrets, and texts are searched.</summary>
    Free,

    /// <summary>A text that is searched.</summary>
    Text,

    /// <summary>Code, names of files and functions: searched for keys, tokens and passwords in URLs, which cannot be taken for code.</summary>
    Code,

    /// <summary>As code; of the project's own rules only those apply that name the field.</summary>
    Protected,
}
