using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Formats take-downs and their trail for the command line.</summary>
internal static class TakedownText
{
    /// <summary>Returns the result of a take-down and the other articles of the story.</summary>
    public static IEnumerable<ReportLine> Lines(Article article, IReadOnlyList<StoryMember> elsewhere, TopicTree tree)
    {
        yield return new($"Taken down: \"{article.Title}\" ({article.SourceId}, {article.PublicId})")
        {
            Data = new { Article = article.PublicId, Number = article.Id, article.Title, article.Url, Elsewhere = elsewhere },
        };
        if (elsewhere.Count > 0)
            yield return new($"Other portals have articles about the same story; decide about each of them:");
        foreach (var member in elsewhere)
        {
            var source = tree.Find(TopicKind.Source, member.SourceId)?.Name.En ?? member.SourceId;
            yield return new($"{member.PublicId}  {source}  {member.Url}  \"{member.Title}\"", 1);
        }
    }

    /// <summary>Returns one act of the trail.</summary>
    public static ReportLine Line(OperatorAct act)
    {
        var complaint = act.ComplaintId is { } id ? $"  complaint {id}" : "";
        var why = (act.Reason is { } reason ? $"  reason: {reason}" : "") + (act.Note is { } note ? $"  note: {note}" : "");
        var article = $"{act.PublicId}  {act.SourceId}  \"{act.Title}\"";
        return new($"{Times.Write(act.At)}  {act.By}  {Word(act.Kind)}  {article}{complaint}{why}") { Data = act };
    }

    private static string Word(OperatorActKind kind) => kind switch
    {
        OperatorActKind.TakenDown => "taken down",
        OperatorActKind.Restored => "restored",
        OperatorActKind.ComplaintRejected => "complaint rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No text is defined for this kind."),
    };
}
