using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>The options of the configuration section <c>Alerts</c>.</summary>
public sealed class AlertsOptions
{
    public const string Section = "Alerts";

    /// <summary>The age from which an article is no longer news and does not alert.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MaxArticleAge { get; set; } = TimeSpan.FromHours(48);

    [Range(1, 10_000)]
    public int MaxSubscriptionsPerChat { get; set; } = 200;

    /// <summary>
    /// Whether chats may filter by regular expressions (small and linear ones), written as <c>/…/</c>. If not, existing ones let
    /// everything pass.
    /// </summary>
    public bool AllowPatterns { get; set; } = true;

    /// <summary>The number of different patterns in all filters of a chat.</summary>
    [Range(0, 100)]
    public int MaxPatternsPerChat { get; set; } = 10;

    /// <summary>The time limit for one article; a pattern that exceeds it is switched off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan PatternWithin { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The number of concurrent sends per account, which is also the number in doubt after a crash.</summary>
    [Range(1, 64)]
    public int InTheAir { get; set; } = 4;

    /// <summary>The number of failed attempts after which a delivery becomes a dead letter.</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>How long a delivery is tried before its failed attempts count, while no chat can be reached.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether a send without an answer is repeated: nothing is lost, but a message may arrive twice.</summary>
    public bool ResendWhenInDoubt { get; set; } = true;

    /// <summary>
    /// When this many alerts wait for one chat, only the newest few are sent and the others are summarised; 0 means never. Urgent
    /// alerts do not count.
    /// </summary>
    [Range(0, 10_000)]
    public int FloodFrom { get; set; } = 20;

    /// <summary>How long an alert must have waited to count as late.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan CatchUpAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// When this many alerts are late at once (after an outage), each chat gets the newest few in one message; 0 means never.
    /// </summary>
    [Range(0, 10_000)]
    public int CatchUpFrom { get; set; } = 6;

    /// <summary>How long after the alert corrections, retractions and "also at" lines still change sent messages.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan CorrectWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many times "also at" is added to a sent message, because each time costs an edit in every chat.</summary>
    [Range(0, 100)]
    public int MaxAlsoAtEdits { get; set; } = 5;

    /// <summary>
    /// How many corrections of one article change its sent messages; later ones are included in the next edit. Urgent articles
    /// are always corrected.
    /// </summary>
    [Range(1, 1000)]
    public int MaxCorrectionEdits { get; set; } = 10;

    /// <summary>How long running sends may take to finish when the service stops.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an owner may be without a heartbeat before another node takes over its lane.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LaneLease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the outcome of each alert in each chat is kept, and sent messages can be corrected.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepReceipts { get; set; } = TimeSpan.FromDays(90);

    /// <summary>When a web chat without subscriptions and without any message from a person is deleted.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepUnusedChats { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long after its last message a web chat without subscriptions is deleted.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepSilentChats { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often the log is read when there is no signal.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);
}

[OptionsValidator]
internal sealed partial class AlertsOptionsValidator : IValidateOptions<AlertsOptions>;
