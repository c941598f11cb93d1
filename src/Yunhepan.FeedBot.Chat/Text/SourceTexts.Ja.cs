using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record SourceTexts
{
    public static SourceTexts Ja { get; } = new()
    {
        Why = failure => failure switch
        {
            SourceFailure.NoAnswer => "サイトから応答がありません",
            SourceFailure.NotFound => "ページがなくなっています",
            SourceFailure.Gone => "サイトが「廃止された」と答えています",
            SourceFailure.Login => "ログインまたは購読が必要です",
            SourceFailure.Refused => "サイトがプログラムによる読み取りを認めていません",
            SourceFailure.Other => "サイトがエラーになるか、別の内容を返しています",
            _ => throw new UnreachableException($"unknown failure {failure}"),
        },
        Dead = (name, since, why, isGivenUp) => $"「{name}」を{since}から読めなくなっています：{why}。その後に新しい記事が出たかどうかはわかりません。"
            + (isGivenUp ? "今後は確認しません。" : "引き続き確認し、読めるようになったらお知らせします。"),
        AsksForLogin = (name, since) => $"「{name}」は{since}からログインまたは購読が必要になり、読めないため新しい記事をお届けできません。"
            + "引き続き確認し、読めるようになったらお知らせします。",
        Moved = name => $"「{name}」が新しいアドレスに移りました。今後はそちらを読み、これまでどおりお届けします。手続きは不要です。",
        Works = name => $"「{name}」が再び読めるようになりました。新しい記事をこれまでどおりお届けします。",
        MaybeAt = "こちらに移った可能性があります。先に確認できます：",
        FailingSince = (since, why) => $"⚠️ {since} から読めません（{why}）。引き続き確認します",
        ReadAtNewAddress = "移転したため、現在はこちらを読んでいます：",
        LookAtButton = host => $"{host} を確認",
        KeepNewButton = "今後は新しいアドレスを使う",
        EditButton = "✎ 変更…",
        ChangeButton = "アドレスを変更…",
        RenameButton = "名前を変更…",
        RemoveButton = "削除",
        BackButton = "‹ 追加した配信元",
        ByWords = number => $"次のように送ることもできます：\n/sources {number} 新しい名前（名前の変更）\n/sources {number} https://…（アドレスの変更）",
        AskAddress = name => $"「{name}」の新しいアドレスを送ってください。設定はそのまま残ります。",
        AskName = name => $"「{name}」の新しい名前を送ってください。",
        AskWords = (name, number) => $"「{name}」のうち、どの言葉を含む記事が必要ですか？言葉を空白で区切って送ってください。"
            + $"不要な言葉には、前に - を付けます。\n番号に続けて書くこともできます：\n/add {number} +断水 -広告",
        ChangeTo = name => $"「{name}」をこちらに変更しますか？最新の記事：",
        ApplyButton = name => $"「{name}」に変更",
        Changed = (name, url) => $"「{name}」のアドレスを変更しました。設定はこれまでどおりです：\n{url}",
        ChangedAsked = (old, name) => $"「{old}」と同じ設定で「{name}」をフォローできるよう、運営者に申請しました。承認されるとお届けを始めます。"
            + $"それまで「{old}」はこのままです。不要になったら /sources で削除できます。",
        SameAddress = "すでにこのアドレスを使っています。",
        NotFollowedHere = "この番号の配信元はフォローしていません。番号は /sources で確認できます。",
        RemovedTitle = "削除したもの（元に戻せます）：",
        OtherListButton = "別の一覧 ›",
        NoOtherList = "このページに別の一覧は見つかりませんでした。",
        RestoreGone = "もうここにはありません。アドレスをもう一度送ってください。",
    };
}
