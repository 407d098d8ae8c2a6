using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tests.Json;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData("2026-11-22T19:39:00Z", "2026-11-22T19:39:00.0000000Z")]
    [InlineData("2026-11-22t19:39:00.5z", "2026-11-22T19:39:00.5000000Z")]
    [InlineData("2026-11-22T19:39:00.123456789Z", "2026-11-22T19:39:00.1234567Z")]
    [InlineData("2026-11-22T19:39:00+02:00", "2026-11-22T17:39:00.0000000Z")]
    [InlineData("2026-11-22T19:39:00-0530", "2026-11-23T01:09:00.0000000Z")]
    [InlineData("2026-11-22T19:39:00", "2026-11-22T19:39:00.0000000Z")]
    [InlineData("2026-11-22 19:39:00.25", "2026-11-22T19:39:00.2500000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.0000000Z")]
    public void TryParse_Text_IsTheInstant(string text, string expected)
    {
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), requireZone: false, out var instant));
        Assert.Equal(expected, instant.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-13-22T19:39:00Z")]
    [InlineData("2026-02-29T19:39:00Z")]
    [InlineData("2026-11-22T24:00:00Z")]
    [InlineData("2026-11-22T19:39:00.Z")]
    [InlineData("2026-11-22T19:39:00+2")]
    [InlineData("2026-11-22T19:39:00 UTC")]
    [InlineData("0000-11-22T19:39:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("12026-11-22T19:39:00Z")]
    public void TryParse_NoTimestamp_IsRefused(string text)
    {
        Assert.False(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), requireZone: false, out _));
    }

    [Theory]
    [InlineData("2026-11-22T19:39:00")]
    [InlineData("2026-11-22 19:39:00Z")]
    public void TryParse_WithoutZoneOrT_IsRefusedWhenStrict(string text)
    {
        Assert.False(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), requireZone: true, out _));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("123", 1_230_000_000L)]
    [InlineData("1597977777.6189718", 15_979_777_776_189_718L)]
    [InlineData("1.5e9", 15_000_000_000_000_000L)]
    [InlineData("-1.25", -12_500_000L)]
    public void TryParseUnix_Number_IsExactToTheTick(string number, long ticks)
    {
        Assert.True(TimestampText.TryParseUnix(Encoding.UTF8.GetBytes(number), out var instant));
        Assert.Equal(ticks, (instant - DateTimeOffset.UnixEpoch).Ticks);
    }

    [Theory]
    [InlineData("1597976392654")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public void TryParseUnix_OutOfRange_IsRefused(string number)
    {
        Assert.False(TimestampText.TryParseUnix(Encoding.UTF8.GetBytes(number), out _));
    }

    [Property]
    public bool TryParse_WhatTheFrameworkWrites_IsTheSameInstant(DateTime time, short minutes)
    {
        var offset = TimeSpan.FromMinutes(minutes % (14 * 60));
        var utc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        if (utc.Ticks + offset.Ticks is var local && (local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks))
        {
            return true;
        }

        var expected = new DateTimeOffset(utc).ToOffset(offset);
        var text = expected.ToString("O", CultureInfo.InvariantCulture);
        return TimestampText.TryParse(Encoding.ASCII.GetBytes(text), requireZone: true, out var read) && read == expected;
    }
}
