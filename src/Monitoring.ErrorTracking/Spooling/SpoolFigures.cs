namespace Monitoring.ErrorTracking.Spooling;

/// <summary>How a spool is doing.</summary>
/// <param name="Bytes">How many bytes its files have, those that were set aside included.</param>
/// <param name="Requests">How many requests wait, by whole segments: one counts until all of its segment are stored.</param>
/// <param name="Age">For how long the oldest of them has waited.</param>
/// <param name="SetAside">How many files were set aside: records that the store does not take, and segments that are damaged.</param>
/// <param name="Unreadable">How many files the disk did not give when they were asked for last.</param>
/// <param name="IsFull">Whether more is refused.</param>
/// <param name="HasFailed">Whether the disk refused the last write, and nothing has made room since.</param>
internal readonly record struct SpoolFigures(long Bytes, long Requests, TimeSpan Age, int SetAside, int Unreadable, bool IsFull, bool HasFailed);
