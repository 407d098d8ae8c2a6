using System.Globalization;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Schedules;

namespace Monitoring.ErrorTracking.Tests.Monitors;

public sealed class SlotsTests
{
    private static readonly DateTimeOffset Now = Instant("2026-01-01T00:00:00Z");

    [Theory]
    [InlineData("*/5 * * * *", "2026-11-22T10:02:10Z", "2026-11-22T10:05:00Z")]
    [InlineData("*/5 * * * *", "2026-11-22T10:05:00Z", "2026-11-22T10:10:00Z")]
    [InlineData("*/5 * * * *", "2026-11-22T10:04:29Z", "2026-11-22T10:05:00Z")]
    [InlineData("*/5 * * * *", "2026-11-22T10:04:30Z", "2026-11-22T10:10:00Z")]
    [InlineData("  0   2 * *   MON-FRI ", "2026-11-21T10:00:00Z", "2026-11-23T02:00:00Z")]
    [InlineData("30 0 5 * * *", "2026-11-21T10:00:00Z", "2026-11-22T05:00:30Z")]
    [InlineData("@hourly", "2026-11-21T10:20:00Z", "2026-11-21T11:00:00Z")]
    [InlineData("@Daily", "2026-11-21T10:00:00Z", "2026-11-22T00:00:00Z")]
    [InlineData("@midnight", "2026-11-21T10:00:00Z", "2026-11-22T00:00:00Z")]
    [InlineData("@weekly", "2026-11-21T10:00:00Z", "2026-11-22T00:00:00Z")]
    [InlineData("@monthly", "2026-11-21T10:00:00Z", "2026-12-01T00:00:00Z")]
    [InlineData("@yearly", "2026-11-21T10:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("@annually", "2026-11-21T10:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-21T10:00:00Z", "2028-02-29T00:00:00Z")]
    public void AfterRun_Crontab_IsTheNextSlotThatTheRunWasNotAlreadyFor(string crontab, string run, string expected) =>
        Assert.Equal(Instant(expected), Of(MonitorSchedule.OfCrontab(crontab)).AfterRun(Instant(run)));

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("30 * * * *", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("*/30 * * * *", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z")]
    public void AfterSlot_OverTheChangeOfSummerTime_RunsOnceADayAndOnceAnHour(string crontab, string from, string first, string second)
    {
        var slots = Of(MonitorSchedule.OfCrontab(crontab), "Europe/Prague");

        var found = slots.AfterSlot(Instant(from))!.Value;

        Assert.Equal((Instant(first), Instant(second)), (found, slots.AfterSlot(found)!.Value));
        Assert.Equal(TimeSpan.Zero, found.Offset);
    }

    [Theory]
    [InlineData(42, MonitorIntervalUnit.Minute, "2026-11-22T10:02:59Z", "2026-11-22T10:44:00Z")]
    [InlineData(2, MonitorIntervalUnit.Hour, "2026-10-25T00:10:30Z", "2026-10-25T02:10:00Z")]
    [InlineData(1, MonitorIntervalUnit.Day, "2026-03-28T01:30:30Z", "2026-03-29T01:30:00Z")]
    [InlineData(1, MonitorIntervalUnit.Day, "2026-03-28T12:00:00Z", "2026-03-29T11:00:00Z")]
    [InlineData(1, MonitorIntervalUnit.Day, "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData(2, MonitorIntervalUnit.Week, "2026-10-20T10:00:00Z", "2026-11-03T11:00:00Z")]
    [InlineData(1, MonitorIntervalUnit.Month, "2026-01-31T10:00:00Z", "2026-02-28T10:00:00Z")]
    [InlineData(1, MonitorIntervalUnit.Year, "2024-02-29T10:00:00Z", "2025-02-28T10:00:00Z")]
    public void AfterRun_Interval_CountsFromTheMinuteByTheCalendarOfTheZone(int every, MonitorIntervalUnit unit, string run, string expected) =>
        Assert.Equal(Instant(expected), Of(MonitorSchedule.OfInterval(every, unit), "Europe/Prague").AfterRun(Instant(run)));

    [Theory]
    [InlineData("60 * * * *", "schedule.value: Minutes")]
    [InlineData("* * * *", "schedule.value: a crontab has five fields")]
    [InlineData("* * * * * * *", "schedule.value: a crontab has five fields")]
    [InlineData("*/10 * * * * *", "schedule.value: the second")]
    [InlineData("60 0 * * * *", "schedule.value: the second")]
    [InlineData("@reboot", "schedule.value: a macro")]
    [InlineData("@daily x", "schedule.value: a macro")]
    [InlineData("0_*_*_*_*", "schedule.value:")]
    [InlineData("H * * * *", "schedule.value: the letter H")]
    [InlineData("0 0 31 2 *", "schedule.value: the crontab names days that never come")]
    [InlineData("", "schedule.value:")]
    [InlineData("   ", "schedule.value:")]
    public void TryCreate_BadCrontab_NamesTheField(string crontab, string place)
    {
        Assert.False(Slots.TryCreate(MonitorSchedule.OfCrontab(crontab), "UTC", Now, out _, out var fault));
        Assert.StartsWith(place, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, MonitorIntervalUnit.Minute)]
    [InlineData(-1, MonitorIntervalUnit.Hour)]
    [InlineData(5_256_001, MonitorIntervalUnit.Minute)]
    [InlineData(11, MonitorIntervalUnit.Year)]
    public void TryCreate_BadInterval_NamesTheField(int every, MonitorIntervalUnit unit)
    {
        Assert.False(Slots.TryCreate(MonitorSchedule.OfInterval(every, unit), "UTC", Now, out _, out var fault));
        Assert.StartsWith("schedule.value:", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Nowhere")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("Central European Standard Time")]
    [InlineData("")]
    public void TryCreate_UnknownZone_NamesTheField(string zone)
    {
        Assert.False(Slots.TryCreate(MonitorSchedule.OfCrontab("@daily"), zone, Now, out _, out var fault));
        Assert.StartsWith("timezone:", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void AfterSlot_InEveryZone_IsAlwaysLater()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId))
        {
            foreach (var schedule in new[] { MonitorSchedule.OfCrontab("15 2 * * *"), MonitorSchedule.OfInterval(1, MonitorIntervalUnit.Day) })
            {
                var slots = Of(schedule, zone.Id);
                var slot = Instant("2026-03-01T00:00:00Z");
                for (var day = 0; day < 250; day++)
                {
                    var next = slots.AfterSlot(slot)!.Value;
                    Assert.InRange(next - slot, TimeSpan.FromMinutes(1), TimeSpan.FromHours(50));
                    slot = next;
                }
            }
        }
    }

    [Theory]
    [InlineData("Nightly Report", "nightly-report")]
    [InlineData("déjà_vu -- 2", "deja_vu-2")]
    [InlineData("--a--", "a")]
    [InlineData("some/slug?x", "some-slug-x")]
    [InlineData("Отчёт", "")]
    [InlineData("\ud83d", "")]
    public void Of_Name_IsASlug(string name, string slug) => Assert.Equal(slug, Slugs.Of(name));

    [Fact]
    public void Of_LongName_IsCutAndStaysASlug()
    {
        var slug = Slugs.Of(new string('a', 49) + "-b");

        Assert.Equal(new string('a', 49), slug);
        Assert.True(Slugs.IsSlug(slug));
        Assert.False(Slugs.IsSlug("A"));
    }

    private static Slots Of(MonitorSchedule schedule, string zone = "UTC") =>
        Slots.TryCreate(schedule, zone, Now, out var slots, out var fault) ? slots : throw new InvalidOperationException(fault);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
