using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>The bounds of a normalised event, those of the Sentry protocol.</summary>
internal static class Limits
{
    public const int Problems = 100;
    public const int Exceptions = 200;
    public const int Threads = 1000;
    public const int Breadcrumbs = 1000;
    public const int Contexts = 200;
    public const int Tags = 500;
    public const int Pairs = 500;
    public const int OtherAttributes = 100;
    public const int OldestFrames = 50;
    public const int NewestFrames = 200;

    /// <summary>How many frames of a trace keep their variables and surrounding lines.</summary>
    public const int DetailedFrames = 50;

    /// <summary>All elements of a fingerprint together, in characters.</summary>
    public const int Fingerprint = 1024;

    /// <summary>For texts that have no bound of their own: the payload bounds them.</summary>
    public static readonly TextLimit Unbounded = new(int.MaxValue);

    public static readonly TextLimit Message = new(8192, 200);
    public static readonly TextLimit Path = new(256, 40);
    public static readonly TextLimit Name = new(256, 20);
    public static readonly TextLimit Function = new(512, 20);
    public static readonly TextLimit ShortName = new(64);
    public static readonly TextLimit MechanismType = new(128);
    public static readonly TextLimit Link = new(256);
    public static readonly TextLimit ThreadName = new(1024);
    public static readonly TextLimit ThreadId = new(256);
    public static readonly TextLimit Email = new(75);
    public static readonly TextLimit UserText = new(128);
    public static readonly TextLimit Transaction = new(200);
    public static readonly TextLimit Tag = new(200);
    public static readonly TextLimit ServerName = new(256);
    public static readonly TextLimit Checksum = new(128);

    public static readonly JsonLimit Variables = new(5, 2 * 1024);
    public static readonly JsonLimit BreadcrumbData = new(5, 2 * 1024);
    public static readonly JsonLimit MechanismData = new(5, 2 * 1024);
    public static readonly JsonLimit UserData = new(7, 2 * 1024);
    public static readonly JsonLimit RequestPart = new(7, 8 * 1024);
    public static readonly JsonLimit Context = new(7, 8 * 1024);
    public static readonly JsonLimit Modules = new(7, 8 * 1024);
    public static readonly JsonLimit Extra = new(7, 256 * 1024);

    /// <summary>For parts that have no bound of their own: the payload bounds them.</summary>
    public static readonly JsonLimit Whole = new(JsonCursor.MaxDepth + 1, int.MaxValue);

    public const int QueryStringBytes = 1024;
    public const int CookieBytes = 2 * 1024;
    public const int HeaderBytes = 8 * 1024;
}
