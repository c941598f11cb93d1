using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>What all lanes of this process share.</summary>
internal sealed class LaneServices(
    AlertMessages messages, LaneBoard board, NodeIdentity node, PatternMatcher patterns, IOptions<AlertsOptions> options, TimeProvider time)
{
    public AlertMessages Messages => messages;

    public LaneBoard Board => board;

    public NodeIdentity Node => node;

    public PatternMatcher Patterns => patterns;

    public AlertsOptions Options => options.Value;

    public TimeProvider Time => time;
}
