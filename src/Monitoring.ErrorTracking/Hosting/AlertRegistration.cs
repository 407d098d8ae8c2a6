using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.AlertRules.BackTesting;
using Monitoring.ErrorTracking.AlertRules.Managing;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers alert rules.</summary>
internal static class AlertRegistration
{
    public static IMonitoringBuilder AddAlertRules(this IMonitoringBuilder builder)
    {
        AddServices(builder.Services);
        builder = AlertDocuments.All.Aggregate(builder, (current, type) => current.AddDocumentType(type));
        builder = AlertSignals.All.Aggregate(builder, (current, type) => current.AddSignalType(type));
        return builder
            .AddSignalHandler<ErrorIssueOpened, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<ErrorIssueRegressed, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<ErrorIssueUnignored, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<ErrorIssueEscalated, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<ErrorIssueChanged, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<ErrorIssueExpired, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<MonitorFailed, AlertTransitions>(AlertTransitions.Subscription)
            .AddSignalHandler<MonitorRecovered, AlertTransitions>(AlertTransitions.Subscription)
            .AddTimerHandler<JudgeRuleHandler>(AlertDocuments.JudgeTimer)
            .AddTimerHandler<SweepRuleHandler>(AlertDocuments.SweepTimer)
            .AddTimerHandler<HeldHandler>(AlertDocuments.HeldTimer);
    }

    private static void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton<TouchedIssues>();
        services.TryAddSingleton<AlertRecords>();
        services.TryAddSingleton<AlertWriter>();
        services.TryAddSingleton<AlertForgetting>();
        services.TryAddSingleton<LatestReleases>();
        services.TryAddSingleton<IssueMatcher>();
        services.TryAddSingleton<WindowMeter>();
        services.TryAddSingleton<ProjectMeter>();
        services.TryAddSingleton<RuleBook>();
        services.TryAddSingleton<RuleJudge>();
        services.TryAddSingleton<MomentJudge>();
        services.TryAddSingleton<MonitorJudge>();
        services.TryAddSingleton<HealthMeter>();
        services.TryAddSingleton<HealthJudge>();
        services.TryAddSingleton<RuleRound>();
        services.TryAddSingleton<Looker>();
        services.TryAddSingleton<RuleEditor>();
        services.TryAddSingleton<HistoryReader>();
        services.TryAddSingleton<MomentReplay>();
        services.TryAddSingleton<MonitorReplay>();
        services.TryAddSingleton<HealthReplay>();
        services.TryAddSingleton<BackTest>();
        services.TryAddSingleton<IAlertRules, StoredAlertRules>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LookService>());
    }
}
