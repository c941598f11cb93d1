using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>Section <c>Alerts</c>.</summary>
public sealed class AlertsOptions
{
    public const string Section = "Alerts";

    /// <summary>An article published longer ago is no news: it does not alert.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MaxArticleAge { get; set; } = TimeSpan.FromHours(48);

    [Range(1, 10_000)]
    public int MaxSubscriptionsPerChat { get; set; } = 200;

    /// <summary>
    /// Chats may filter by regular expressions (small and linear ones), written as <c>/…/</c>. If not, those that are there
    /// keep nothing out.
    /// </summary>
    public bool AllowPatterns { get; set; } = true;

    /// <summary>So many different ones in all filters of a chat.</summary>
    [Range(0, 100)]
    public int MaxPatternsPerChat { get; set; } = 10;

    /// <summary>What takes longer to match one article is switched off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan PatternWithin { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends of one account in flight at once: as many are in doubt after a crash.</summary>
    [Range(1, 64)]
    public int InTheAir { get; set; } = 4;

    /// <summary>After so many failed attempts a delivery becomes a dead letter.</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>While nobody at all is reached, a delivery is tried for so long before its failed attempts count.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>A send whose answer never came is sent again: nothing is lost, a message may come twice.</summary>
    public bool ResendWhenInDoubt { get; set; } = true;

    /// <summary>
    /// When so many alerts wait for one chat's turn, the newest few stand for all; 0: never. Urgent ones are not counted.
    /// </summary>
    [Range(0, 10_000)]
    public int FloodFrom { get; set; } = 20;

    /// <summary>Alerts that could not be sent for so long are late.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan CatchUpAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>When so many alerts are late at once (an outage), each chat gets the newest few of them in one message; 0: never.</summary>
    [Range(0, 10_000)]
    public int CatchUpFrom { get; set; } = 6;

    /// <summary>Corrections, retractions and "also at" change messages for so long after the alert.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan CorrectWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>So many times at most is "also at" appended to a sent message: each costs an edit in every chat.</summary>
    [Range(0, 100)]
    public int MaxAlsoAtEdits { get; set; } = 5;

    /// <summary>
    /// So many corrections of one article at most change its sent messages: what follows is in the next edit. The urgent are
    /// always corrected.
    /// </summary>
    [Range(1, 1000)]
    public int MaxCorrectionEdits { get; set; } = 10;

    /// <summary>How long a send in flight may take to finish when the service stops.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After so long without a sign of life of its owner, another node takes a lane over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LaneLease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it is known what became of each alert in each chat; also how long a sent message is corrected.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepReceipts { get; set; } = TimeSpan.FromDays(90);

    /// <summary>A web chat that follows nothing, and in which nobody ever said a word, is forgotten after so long.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepUnusedChats { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A web chat that follows nothing is forgotten so long after the last word in it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepSilentChats { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often the log is looked at when nobody rings.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);
}

[OptionsValidator]
internal sealed partial class AlertsOptionsValidator : IValidateOptions<AlertsOptions>;
