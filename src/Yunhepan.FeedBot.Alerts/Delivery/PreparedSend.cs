using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>A delivery with all that its message needs: only the call to the platform remains.</summary>
internal sealed record PreparedSend(PendingDelivery Delivery, Func<CancellationToken, Task<SendResult>> SendAsync);

/// <summary>What one turn of a lane reads from.</summary>
internal sealed record TurnReaders(AlertsDb Db, ArticleReader Articles, StoryReader Stories, DeadLetterLog DeadLetters);
