using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring;
using Monitoring.ErrorTracking;
using Monitoring.ErrorTracking.Authentication;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Backends.Choosing;
using Monitoring.ErrorTracking.Backends.Integrated;
using Monitoring.ErrorTracking.Backends.Sentry;
using Monitoring.ErrorTracking.Backends.Sentry.Connecting;
using Monitoring.ErrorTracking.Backends.Settings;
using Monitoring.ErrorTracking.Decoding;
using Monitoring.ErrorTracking.Discards;
using Monitoring.ErrorTracking.Discards.Storing;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Hosting;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Lookup;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Intake;
using Monitoring.ErrorTracking.Monitors.Managing;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.Searching.Compiling;
using Monitoring.Signals.Errors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds error tracking to Monitoring.</summary>
public static class ErrorTrackingBuilderExtensions
{
    /// <summary>
    /// Adds error tracking: taking what Sentry SDKs send (<see cref="IErrorIngestor"/>), grouping, issues (<see cref="IIssues"/>) and outcomes
    /// (<see cref="IOutcomes"/>), the monitors of jobs that check in (<see cref="IMonitors"/>), and errors that are kept elsewhere (<see cref="IErrorTrackingBackend"/>). A project takes errors once its feature is switched on.
    /// </summary>
    /// <param name="builder">What <c>services.AddMonitoring()</c> returned.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <remarks>May be called several times. Nothing that the host registered itself is replaced. Each <see cref="IGroupingStrategy"/> that
    /// it registered can be chosen by its id, for all projects by <see cref="ErrorTrackingOptions.Grouping"/>.</remarks>
    public static IMonitoringBuilder AddErrorTracking(this IMonitoringBuilder builder, Action<ErrorTrackingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<ErrorTrackingOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ErrorTrackingOptions>, ErrorTrackingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ErrorTrackingMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<ProjectScrubbing>();
        services.TryAddSingleton<IScrubbingSettings, StoredScrubbingSettings>();
        AddGrouping(services);
        AddIntake(services);
        AddIssues(services);
        AddMonitors(builder);
        AddBackends(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ErrorTrackingService>());
        services.AddSpool();
        return builder.RequireErrorStore()
            .AddIntakeControl()
            .AddReleases()
            .AddSessions()
            .AddSourceMaps()
            .AddSourceContext()
            .AddAttachments()
            .AddAlertRules()
            .AddTriage()
            .AddOwnership()
            .AddFeedback()
            .AddTracing()
            .AddMetricSeries()
            .AddRetention()
            .AddBulkChanges()
            .AddDocumentType(OutcomeDocuments.Type)
            .AddDocumentType(GroupingSettingsDocuments.Type)
            .AddDocumentType(ScrubbingDocuments.Settings.Type)
            .AddDocumentType(ScrubbingDocuments.Key)
            .AddDocumentType(BackendDocuments.Settings)
            .AddDocumentType(DiscardsDocument.Type)
            .AddDocumentType(IssueActivityDocuments.Type)
            .AddSignalHandler<ErrorIssueChanged, ActivityRecorder>(ActivityRecorder.Subscription)
            .AddSignalHandler<ErrorIssueRegressed, ActivityRecorder>(ActivityRecorder.Subscription)
            .AddSignalHandler<ErrorIssueUnignored, ActivityRecorder>(ActivityRecorder.Subscription)
            .AddSignalHandler<ErrorIssueEscalated, ActivityRecorder>(ActivityRecorder.Subscription)
            .AddSignalHandler<ErrorIssueExpired, ActivityRecorder>(ActivityRecorder.Subscription);
    }

    private static void AddBackends(IServiceCollection services)
    {
        services.TryAddSingleton<SentryHttp>();
        services.TryAddSingleton<ReplyCache>();
        services.TryAddSingleton<SentryBackend>();
        services.TryAddSingleton<IntegratedBackend>();
        services.TryAddSingleton<ProjectBackends>();
        services.TryAddSingleton<IErrorTrackingBackend, ProjectBackend>();
        services.TryAddSingleton<IErrorTrackingBackendSettings, StoredBackendSettings>();
    }

    private static void AddMonitors(IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<MonitorRecords>();
        services.TryAddSingleton<Judge>();
        services.TryAddSingleton<CheckInRecorder>();
        services.TryAddSingleton<EarlyEnds>();
        services.TryAddSingleton<CheckInLimits>();
        services.TryAddSingleton<IntakeUptime>();
        services.TryAddSingleton<MonitorEditor>();
        services.TryAddSingleton<IMonitors, StoredMonitors>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, CheckInHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UptimeService>());
        builder.AddSignalHandler<MonitorFailed, MonitorIssues>(MonitorIssues.Subscription).AddSignalHandler<MonitorRecovered, MonitorIssues>(MonitorIssues.Subscription);
        builder.AddTimerHandler<JudgeHandler>(MonitorDocuments.JudgeTimer).AddTimerHandler<SweepHandler>(MonitorDocuments.SweepTimer);
        foreach (var type in MonitorDocuments.All)
        {
            builder.AddDocumentType(type);
        }

        foreach (var type in MonitorSignals.All)
        {
            builder.AddSignalType(type);
        }
    }

    private static void AddGrouping(IServiceCollection services)
    {
        services.TryAddSingleton<GroupingStrategies>();
        services.TryAddSingleton<ProjectGroupings>();
        services.TryAddSingleton<IGroupingSettings, StoredGroupingSettings>();
        services.TryAddSingleton<IGroupingInspection, GroupingInspection>();
    }

    private static void AddIntake(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ByteBudget(Options(provider).MaxBytesInFlight));
        services.TryAddSingleton(provider => new BodyDecoder(
            new BodyLimits(Options(provider).MaxBodyBytes, Options(provider).MaxDecompressedBytes), provider.GetRequiredService<ByteBudget>()));
        services.TryAddSingleton<SenderGate>();
        services.TryAddSingleton<RefusedRequests>();
        services.TryAddSingleton<DamagedSettings>();
        services.TryAddSingleton<EnvelopeSource>();
        services.TryAddSingleton<EventProcessor>();
        services.TryAddSingleton<ItemHandlers>();
        services.TryAddSingleton<ItemIntake>();
        services.TryAddSingleton<EventAppender>();
        services.TryAddSingleton<EventQueue>();
        services.TryAddSingleton<StoredEvents>();
        services.TryAddSingleton<EventStorage>();
        services.TryAddSingleton<ProjectRules>();
        services.TryAddSingleton<IErrorIngestor, ErrorIngestor>();
    }

    private static void AddIssues(IServiceCollection services)
    {
        services.TryAddSingleton<OutcomeCounters>();
        services.TryAddSingleton<OutcomeWriter>();
        services.TryAddSingleton<IOutcomes, StoredOutcomes>();
        services.TryAddSingleton<IssueAccess>();
        services.TryAddSingleton<IssueStates>();
        services.TryAddSingleton<IssueCommands>();
        services.TryAddSingleton<EventPins>();
        services.TryAddSingleton<IssueActivityReader>();
        services.TryAddSingleton<EventDetailsReader>();
        services.TryAddSingleton<SearchQueries>();
        services.TryAddSingleton<IIssues, StoredIssues>();
        services.TryAddSingleton<SimilarIssueFinder>();
        services.TryAddSingleton<IErrorLookup, StoredErrorLookup>();
        services.TryAddSingleton<ProjectDiscards>();
        services.TryAddSingleton<IDiscards, StoredDiscards>();
    }

    private static ErrorTrackingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ErrorTrackingOptions>>().Value;
}
