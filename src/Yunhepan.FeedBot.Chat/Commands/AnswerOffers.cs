using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Finds what may already answer a question.</summary>
internal sealed class AnswerOffers(LatestArticles articles, PublicAnswers answers, PublisherChoices publishers)
{
    // All words together, in two forms: what has only one of them answers something else.
    private const int MostTries = 2, Most = 3, LongestAnswer = 300;

    /// <param name="text">The question.</param>
    /// <param name="except">The article that it is about.</param>
    /// <returns>Null if there is nothing.</returns>
    public async Task<ChatText?> FindAsync(CommandRequest request, string text, Guid? except, CancellationToken cancellationToken)
    {
        var tries = QuestionWords.Tries(QuestionWords.In(text + "？")).Take(MostTries);
        foreach (var words in tries.Where(words => LatestArticles.CanSearch(words, out _)))
        {
            var said = await answers.FindAsync(Words.Split(words), Most, cancellationToken);
            var found = (await articles.SearchAsync(words, Most + 1, request.Subscriber, cancellationToken))
                .Where(article => article.ArticleId != except).Take(Most).ToList();
            if (found.Count + said.Count == 0)
                continue;
            var offer = said.Aggregate(
                ChatText.Empty.Bold(QuestionTexts.For(request.Texts.Language).OfferTitle),
                (all, each) => all.Line().Line().Bold("❓ " + ChatText.Shorten(each.Question, LongestAnswer))
                    .Line($"{publishers.NameOf(request, each.PublisherId)}: {ChatText.Shorten(each.Answer, LongestAnswer)}"));
            return found.Aggregate(offer, (all, article) => all.Line().Line().Append(AlertText.InList(article)));
        }

        return null;
    }
}
