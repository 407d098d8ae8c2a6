namespace Monitoring.Storage.Errors;

/// <summary>How bad an event is, in the words of the Sentry protocol.</summary>
public enum ErrorLevel
{
    /// <summary>For developers.</summary>
    Debug = 10,

    /// <summary>Worth knowing.</summary>
    Info = 20,

    /// <summary>May become an error.</summary>
    Warning = 30,

    /// <summary>Something failed.</summary>
    Error = 40,

    /// <summary>The program ended.</summary>
    Fatal = 50,
}
