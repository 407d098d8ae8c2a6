namespace Monitoring.ErrorTracking.Sessions;

/// <summary>How a session stands, from good to bad. It only ever becomes worse.</summary>
public enum SessionStatus
{
    /// <summary>It runs, or has ended well.</summary>
    Healthy,

    /// <summary>An error was reported in it.</summary>
    Errored,

    /// <summary>An error that nothing handled did not end the program.</summary>
    Unhandled,

    /// <summary>It ended without its end being seen: the system took the program away, or it hung.</summary>
    Abnormal,

    /// <summary>The program crashed.</summary>
    Crashed,
}
