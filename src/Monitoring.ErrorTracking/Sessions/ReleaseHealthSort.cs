namespace Monitoring.ErrorTracking.Sessions;

/// <summary>The orders of releases with their health. Equal ones are ordered by name.</summary>
public enum ReleaseHealthSort
{
    /// <summary>The most sessions first, which is the order of adoption as well.</summary>
    Sessions,

    /// <summary>The most users first.</summary>
    Users,

    /// <summary>The least crash-free sessions first; releases without sessions last.</summary>
    CrashFreeSessions,

    /// <summary>The least crash-free users first; releases without users last.</summary>
    CrashFreeUsers,

    /// <summary>The most crashed sessions first.</summary>
    Crashed,
}
