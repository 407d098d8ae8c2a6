namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>What a value of an event is, by its JSON and by its place.</summary>
[Flags]
internal enum ValueKinds
{
    None = 0,
    String = 1,
    Number = 1 << 1,
    Boolean = 1 << 2,
    DateTime = 1 << 3,
    Array = 1 << 4,
    Object = 1 << 5,
    Event = 1 << 6,
    Exception = 1 << 7,
    StackTrace = 1 << 8,
    Frame = 1 << 9,
    Request = 1 << 10,
    User = 1 << 11,
    LogEntry = 1 << 12,
    Thread = 1 << 13,
    Breadcrumb = 1 << 14,
    Span = 1 << 15,
    Sdk = 1 << 16,

    /// <summary>Those that every event has many of, so that naming one says nothing of the field.</summary>
    Basic = String | Number | Boolean | DateTime | Array | Object,
}
